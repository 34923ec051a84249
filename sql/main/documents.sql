-- grain: one row a document
with reported as (
    select document_id, count(*) as report_count from core.reports group by document_id
),

mentioned as (
    select document_id, count(*) as mention_count from core.mentions where value is not null group by document_id
)

select
    d.document_id, d.source_name, d.source_path, d.format, d.encoding, d.byte_count, d.char_count, d.text, d.hint_unit,
    d.hint_year, d.ingested_at,
    coalesce(r.report_count, 0) as report_count,
    coalesce(m.mention_count, 0) as mention_count
from core.documents as d
left join reported as r using (document_id)
left join mentioned as m using (document_id)
