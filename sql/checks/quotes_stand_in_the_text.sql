-- grain: one row a mention or honor whose quote is not what the text holds at its offsets
with quotes as (
    select mention_id as key, document_id, char_start, char_end, quote from core.mentions
    union all
    select honor_id, document_id, char_start, char_end, quote from core.honors
)

select q.key, q.quote, d.source_name, q.char_start, q.char_end
from quotes as q
join core.documents as d using (document_id)
where d.text[q.char_start + 1:q.char_end] <> q.quote
