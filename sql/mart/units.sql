-- grain: one row a unit
with titles as (
    select
        unit_id,
        min(case level when '国家' then 1 when '省' then 2 when '市' then 3 when '区县' then 4 end) as best
    from core.honors
    where in_facts
        and recipient = 'unit'
        and regexp_matches(title, '文明(单位|村|镇|乡|社区|校园|学校|机关|行业|窗口|城区|街道)')
        -- A town tells of its 全国文明村, a bureau of its 文明社区: not titles of their own.
        and case
            when title like '%文明社区%' then regexp_matches(unit_name, '(社区|居委会|居民委员会)$')
            when title like '%文明村镇%' then regexp_matches(unit_name, '(村|镇|乡|街道|村委会|村民委员会)$')
            when title like '%文明村%' then regexp_matches(unit_name, '(村|村委会|村民委员会)$')
            when regexp_matches(title, '文明(镇|乡)') then regexp_matches(unit_name, '(镇|乡|街道)(政府|人民政府)?$')
            when regexp_matches(title, '文明(校园|学校)') then regexp_matches(unit_name, '(校|学|学院|园|班|校区)$')
            else true
        end
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
