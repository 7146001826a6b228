import java.io.FileInputStream;
import java.util.TreeMap;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Checks a PDF file against PDF/UA-1 or PDF/A-2a with the veraPDF library.
 *
 * <p>Prints one line for each broken rule; exit status 1 if there is one.
 * Only rules that a machine can judge are checked.
 */
public final class Verify {
    private Verify() {
    }

    /** Takes a file, and the flavours as veraPDF calls them: ua1, 2a. */
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        int broken = 0;
        for (int i = 1; i < arguments.length; i++) {
            broken += check(arguments[0], PDFAFlavour.byFlavourId(arguments[i]));
        }
        System.exit(broken == 0 ? 0 : 1);
    }

    /** Returns how many rules of one flavour the file breaks. */
    private static int check(String path, PDFAFlavour flavour) throws Exception {
        try (var parser = Foundries.defaultInstance().createParser(new FileInputStream(path), flavour);
                var validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            var rules = new TreeMap<String, Integer>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + " test " + assertion.getRuleId().getTestNumber();
                    rules.merge(rule + ": " + assertion.getMessage(), 1, Integer::sum);
                }
            }
            rules.forEach((rule, count) -> System.out.println(path + ": " + flavour.getId() + ": " + rule + " (" + count + " times)"));
            System.out.println(path + ": " + flavour.getId() + ": " + rules.size() + " rules broken, "
                    + result.getTotalAssertions() + " checks");
            return result.isCompliant() ? 0 : Math.max(1, rules.size());
        }
    }
}
