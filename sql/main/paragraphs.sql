-- grain: one row a non-blank line of a document's text, numbered from 1; [char_start, char_end) without the line break
select * from core.paragraphs
