-- grain: one row a report of a current document
with reports as (
    select
        left(r.sha256, 16) as document_id,
        left(r.sha256, 16) || '/' || r.report_no as report_id,
        r.* exclude (unit_name),
        nullif(trim(r.unit_name), '') as unit_name
    from source.reports as r
    semi join staging.current using (sha256, batch)
)

select * from reports
