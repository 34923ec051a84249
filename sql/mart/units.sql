-- grain: one row a unit
with titles as (
    select
        unit_id,
        min(case level when '国家' then 1 when '省' then 2 when '市' then 3 when '区县' then 4 end) as best
    from core.honors
    where in_facts
        and recipient = 'unit'
        and regexp_matches(title, '文明(单位|村|镇|乡|社区|校园|学校|机关|行业|窗口|城区|街道)')
    group by unit_id
),

counted as (
    select
        unit_id,
        min(year_start) as first_year,
        max(year_end) as last_year,
        count(*) filter (copy_of_report_id is null) as report_count
    from core.reports
    group by unit_id
),

units as (
    select
        u.unit_id,
        u.unit_name,
        u.unit_type,
        u.region,
        coalesce(u.level, ['国家级', '省级', '市级', '区县级'][t.best]) as title_level,
        c.first_year,
        c.last_year,
        c.report_count,
        u.is_named
    from core.units as u
    join counted as c using (unit_id)
    left join titles as t using (unit_id)
)

select * from units
order by unit_name, unit_id
