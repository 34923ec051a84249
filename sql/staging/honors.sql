-- grain: one row a title won and a year, of a current document
with honors as (
    select
        left(h.sha256, 16) as document_id,
        left(h.sha256, 16) || '/' || h.report_no as report_id,
        left(h.sha256, 16) || ':h' || h.char_start || ':' || coalesce(h.year, 0) as honor_id,
        h.*
    from source.honors as h
    semi join staging.current using (sha256, batch)
)

select * from honors
