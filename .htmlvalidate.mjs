// What `make check` asks of the built pages' HTML. Off is what the theme and Markdown's extensions
// write in their own way; each line has the reason.
export default {
  root: true,
  extends: ["html-validate:standard"],
  rules: {
    "attribute-allowed-values": "off", // Material: tabindex=""
    "attribute-boolean-style": "off", // pymdownx.tabbed writes XHTML
    "doctype-style": "off", // Material: <!doctype html>
    "no-trailing-whitespace": "off", // templates leave it
    "unique-landmark": "off", // Material: a nav within a nav without a name
    "valid-autocomplete": "off", // Material: on its own checkboxes
    "valid-id": "off", // Material: __drawer
    "void-style": "off", // pymdownx.tabbed writes XHTML
    "wcag/h32": "off", // Material: search answers while one types
  },
};
