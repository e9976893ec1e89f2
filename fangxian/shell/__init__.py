"""The shell: base templates, components, navigation, static files and islands of all pages."""
