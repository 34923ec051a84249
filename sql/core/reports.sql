-- grain: one row a report, with its unit and, for a copy, the report that stands for it in the facts
with copies as (
    select report_id, other_report_id
    from core.report_kinship
    where kinship = 'copy'
    qualify row_number() over (partition by report_id order by richness) = 1
),

originals as (
    select
        r.report_id,
        coalesce(r.document_id || '/' || r.duplicate_of, c.other_report_id) as copy_of_report_id
    from staging.reports as r
    left join copies as c using (report_id)
),

reports as (
    select
        d.source_name,
        r.report_no,
        r.char_start,
        r.char_end,
        r.unit_name as written_unit_name,
        r.title_level,
        r.period_start,
        r.period_end,
        r.duplicate_of,
        r.document_id,
        r.report_id,
        -- A copy without a full name is of the unit whose text it is.
        coalesce(theirs.unit_id, u.unit_id) as unit_id,
        coalesce(theirs.unit_name, u.unit_name) as unit_name,
        coalesce(theirs.is_named, u.is_named) as is_named,
        if(theirs.unit_id is null, u.unit_type, theirs.unit_type) as unit_type,
        if(theirs.unit_id is null, u.region, theirs.region) as region,
        if(theirs.unit_id is null, u.level, theirs.level) as unit_level,
        o.copy_of_report_id,
        -- The text's own period first; a manifest's year only where the text gives none.
        coalesce(r.period_start, d.hint_year) as year_start,
        coalesce(r.period_end, d.hint_year) as year_end,
        d.ingested_at
    from staging.reports as r
    join staging.documents as d using (document_id)
    join core.report_units as u using (report_id)
    join originals as o using (report_id)
    left join core.report_units as theirs
        on theirs.report_id = o.copy_of_report_id
        and theirs.is_named
        and (not u.is_named or ends_with(theirs.unit_name, u.unit_name))
)

select * from reports
order by document_id, report_no
