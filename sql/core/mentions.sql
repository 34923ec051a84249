-- grain: one row a quantity in the text, also uncoded ones, those of copies and those whose digits were lost
with mentions as (
    select
        m.*,
        r.source_name,
        r.unit_id,
        r.unit_name,
        r.copy_of_report_id is null
        and coalesce(m.indicator_code in (select indicator_code from source.indicators), false)
        -- What a report says of a year after its own is a plan.
        and coalesce(m.period_end <= r.year_end, true) as in_facts
    from staging.mentions as m
    join core.reports as r using (report_id)
),

placed as (
    select m.*, p.paragraph_no
    from mentions as m
    asof left join core.paragraphs as p on m.document_id = p.document_id and m.char_start >= p.char_start
)

select * from placed
order by document_id, char_start
