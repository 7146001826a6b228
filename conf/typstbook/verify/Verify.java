import java.io.File;
import java.util.List;
import java.util.TreeMap;

import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Checks a PDF file against PDF/UA-1 and PDF/A-2a with the veraPDF library.
 *
 * <p>Prints one line for each broken rule; exit status 1 if there is one.
 * Only rules that a machine can judge are checked.
 */
public final class Verify {
    /** Both in one go: the file is read once. */
    private static final List<PDFAFlavour> FLAVOURS = List.of(PDFAFlavour.PDFUA_1, PDFAFlavour.PDFA_2_A);
    /** Tell all that is wrong, nothing of what is right, and say why. */
    private static final int ALL = -1;

    private Verify() {
    }

    /** Takes the file. */
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        var foundry = Foundries.defaultInstance();
        boolean compliant = true;
        try (var parser = foundry.createParser(new File(arguments[0]), FLAVOURS.get(0));
                var validator = foundry.createValidator(FLAVOURS, ALL, false, true, false)) {
            for (ValidationResult result : validator.validateAll(parser)) {
                tell(arguments[0] + ": " + result.getPDFAFlavour().getId() + ": ", result);
                compliant &= result.isCompliant();
            }
        }
        System.exit(compliant ? 0 : 1);
    }

    /** Prints each rule that the file breaks, and how many checks there were. */
    private static void tell(String where, ValidationResult result) {
        var rules = new TreeMap<String, Integer>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                String rule = assertion.getRuleId().getClause() + " test " + assertion.getRuleId().getTestNumber();
                rules.merge(rule + ": " + assertion.getMessage(), 1, Integer::sum);
            }
        }
        rules.forEach((rule, count) -> System.out.println(where + rule + " (" + count + " times)"));
        System.out.println(where + rules.size() + " rules broken, " + result.getTotalAssertions() + " checks");
    }
}
