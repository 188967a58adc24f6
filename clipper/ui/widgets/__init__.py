"""Small widgets and painters that panes and dialogs are made of."""
