-- grain: one row a report of a current document and sampled 5-gram
with shingles as (
    select distinct
        left(s.sha256, 16) || '/' || s.report_no as report_id,
        s.hash
    from source.shingles as s
    semi join staging.current using (sha256, batch)
)

select * from shingles
