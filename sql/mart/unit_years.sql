-- grain: one row a unit and a year between the first and the last year that any report covers
with bounds as (
    select
        coalesce(min(year) filter (report_count > 0), min(year)) as first_year,
        coalesce(max(year) filter (report_count > 0), max(year)) as last_year
    from mart.years
),

every_year as (
    select unnest(range(first_year, last_year + 1)) as year from bounds
),

-- Of several reports of a year, the one that is no copy and is about that year most closely.
chosen as (
    select r.unit_id, y.year, r.report_id, r.document_id
    from core.reports as r
    join every_year as y on y.year between r.year_start and r.year_end
    qualify row_number() over (
        partition by r.unit_id, y.year
        order by r.copy_of_report_id is null desc, r.year_end - r.year_start, r.ingested_at desc, r.report_id
    ) = 1
),

unit_years as (
    select
        u.unit_id,
        y.year,
        c.report_id is not null as reported,
        c.report_id,
        c.document_id
    from core.units as u
    cross join every_year as y
    left join chosen as c using (unit_id, year)
)

select * from unit_years
order by unit_id, year
