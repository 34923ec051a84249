-- grain: one row a unit, indicator, year and subject: how like it is to what the unit counted in the years around (0 to 1)
-- A unit that states 归集资金 every year and 提取公积金 once is compared with itself by 归集资金.
with told as (
    select distinct f.unit_id, f.indicator_code, f.period_end as year, f.subject, s.pairs
    from mart.chosen_facts as f
    join core.subjects as s using (subject)
    where f.period_start = f.period_end and f.aggregate = 'latest'
),

likest as (
    select
        a.unit_id,
        a.indicator_code,
        a.year,
        a.subject,
        b.year as other_year,
        max(len(list_intersect(a.pairs, b.pairs)) / least(len(a.pairs), len(b.pairs))) as likeness
    from told as a
    join told as b
        on a.unit_id = b.unit_id
        and a.indicator_code = b.indicator_code
        and a.year <> b.year
        and abs(a.year - b.year) <= 2
    group by a.unit_id, a.indicator_code, a.year, a.subject, b.year
),

averaged as (
    select unit_id, indicator_code, year, subject, avg(likeness) as continuity
    from likest
    group by unit_id, indicator_code, year, subject
)

select * from averaged
