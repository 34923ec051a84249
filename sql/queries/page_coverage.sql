-- one row a year: units of the scope, and how many of them reported
select year, count(*) as unit_count, count(*) filter (where reported) as reported_count
from unit_years
join units using (unit_id)
where ($kind::text is null or unit_type = $kind::text)
    and ($region::text is null or region = $region::text)
    and ($level::text is null or title_level = $level::text)
group by year
order by year
