-- grain: one row a fact with a known period that may speak for its unit, indicator and period: all in one unit of measure or in words that count the same and one kind of per
with dated as (
    select
        *,
        -- Within a period, what was done in total and what is done a year mean the same; 每人每年 is one person's year.
        case
            when regexp_matches(subject, '每(人|名|位)') then 'person'
            when per in ('total', 'year') then 'total'
            else per
        end as per_class
    from core.facts
    where period_start is not null
),

valued as (
    select * from dated where value is not null and speaks
),

measure_habits as (
    select unit_id, indicator_code, counted_in, count(distinct period_end) as year_count
    from valued
    group by unit_id, indicator_code, counted_in
),

-- The catalogue's measure; else the one that the unit uses in most years; else the most frequent.
unit_choice as (
    select unit_id, indicator_code, period_start, period_end, counted_in
    from valued
    join measure_habits using (unit_id, indicator_code, counted_in)
    group by unit_id, indicator_code, period_start, period_end, counted_in, catalogue_unit, year_count
    qualify row_number() over (
        partition by unit_id, indicator_code, period_start, period_end
        order by counted_in = catalogue_unit desc, year_count desc, count(*) desc, counted_in
    ) = 1
),

in_unit as (
    select v.*
    from valued as v
    join unit_choice using (unit_id, indicator_code, period_start, period_end, counted_in)
),

per_habits as (
    select unit_id, indicator_code, per_class, count(distinct period_end) as year_count
    from in_unit
    group by unit_id, indicator_code, per_class
),

-- What is no sum is told as the unit tells it in most years; else the year's value, then the value a person.
per_choice as (
    select unit_id, indicator_code, period_start, period_end, per_class
    from in_unit
    join per_habits using (unit_id, indicator_code, per_class)
    group by unit_id, indicator_code, period_start, period_end, per_class, aggregate, year_count
    qualify row_number() over (
        partition by unit_id, indicator_code, period_start, period_end
        order by
            if(aggregate = 'sum', 0, year_count) desc,
            per_class = 'total' desc,
            per_class = 'person' desc,
            count(*) desc,
            per_class
    ) = 1
),

chosen as (
    select u.*
    from in_unit as u
    join per_choice using (unit_id, indicator_code, period_start, period_end, per_class)
)

select * from chosen
