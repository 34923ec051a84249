-- grain: one row a quantity found in a current document, also those whose digits were lost
with mentions as (
    select
        left(m.sha256, 16) as document_id,
        left(m.sha256, 16) || '/' || m.report_no as report_id,
        left(m.sha256, 16) || ':' || m.char_start as mention_id,
        m.*
    from source.mentions as m
    semi join staging.current using (sha256, batch)
)

select * from mentions
