"""What the files are, for catalogues and search engines of data: DCAT, schema.org and Croissant."""
