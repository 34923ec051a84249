-- grain: one row a quantity found in a current document, also those whose digits were lost
-- The place is a mention's name for all time, so of two that begin at one place the longer stays.
with mentions as (
    select
        left(m.sha256, 16) as document_id,
        left(m.sha256, 16) || '/' || m.report_no as report_id,
        left(m.sha256, 16) || ':' || m.char_start as mention_id,
        m.* replace (coalesce(m.is_part, false) as is_part)
    from source.mentions as m
    semi join staging.current using (sha256, batch)
    qualify row_number() over (partition by mention_id order by m.char_end desc, m.mention_no) = 1
)

select * from mentions
