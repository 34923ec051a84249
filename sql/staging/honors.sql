-- grain: one row a title won and a year, of a current document
-- The place and the year are a title's name for all time, so of two at one place the longer stays.
with honors as (
    select
        left(h.sha256, 16) as document_id,
        left(h.sha256, 16) || '/' || h.report_no as report_id,
        left(h.sha256, 16) || ':h' || h.char_start || ':' || coalesce(h.year, 0) as honor_id,
        h.*
    from source.honors as h
    semi join staging.current using (sha256, batch)
    qualify row_number() over (partition by honor_id order by h.char_end desc, h.title) = 1
)

select * from honors
