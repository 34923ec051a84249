-- grain: one row a title won and a year
with honors as (
    select
        h.*,
        r.source_name,
        r.unit_id,
        r.unit_name,
        r.copy_of_report_id is null as in_facts
    from staging.honors as h
    join core.reports as r using (report_id)
),

placed as (
    select h.*, p.paragraph_no
    from honors as h
    asof left join core.paragraphs as p on h.document_id = p.document_id and h.char_start >= p.char_start
)

select * from placed
order by document_id, char_start, year
