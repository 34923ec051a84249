-- grain: one row a title won and a year
select
    source_name, report_no, char_start, char_end, title, level, year, quote, body, recipient, document_id, honor_id,
    unit_id, unit_name, paragraph_no, in_facts
from core.honors
