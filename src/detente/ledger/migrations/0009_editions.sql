-- Which editions are held, with their days, without reading past their texts: what every listing begins with.

CREATE INDEX documents_held ON documents (key, edition, coding, known, published);
