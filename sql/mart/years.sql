-- grain: one row a year that a report covers or a value is about; copies are not counted
with reported as (
    select r.report_id, r.unit_id, unnest(range(r.year_start, r.year_end + 1)) as year
    from core.reports as r
    where r.year_start is not null and r.copy_of_report_id is null
),

counted as (
    select year, count(distinct report_id) as report_count, count(distinct unit_id) as unit_count
    from reported
    group by year
),

mentioned as (
    select distinct year from mart.unit_year
),

years as (
    select
        year,
        coalesce(c.report_count, 0) as report_count,
        coalesce(c.unit_count, 0) as unit_count
    from counted as c
    full join mentioned using (year)
)

select * from years
order by year
