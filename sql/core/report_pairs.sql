-- grain: one row a pair of reports of different documents that share text, fewer 5-grams first; containment is the share of the smaller one found in the larger
with spread as (
    select hash, count(*) as report_count
    from staging.shingles
    group by hash
),

-- What stands in very many reports is a slogan or a form, and would pair everything with everything.
telling as (
    select s.report_id, s.hash
    from staging.shingles as s
    join spread using (hash)
    where spread.report_count between 2 and 50
),

sizes as (
    select s.report_id, count(*) as size
    from staging.shingles as s
    join spread using (hash)
    where spread.report_count <= 50
    group by s.report_id
),

shared as (
    select a.report_id as report_id, b.report_id as other_report_id, count(*) as shared
    from telling as a
    join telling as b on a.hash = b.hash and a.report_id < b.report_id
    where split_part(a.report_id, '/', 1) <> split_part(b.report_id, '/', 1)
    group by all
),

measured as (
    select
        s.report_id,
        s.other_report_id,
        s.shared,
        s.shared / least(a.size, b.size) as containment
    from shared as s
    join sizes as a on a.report_id = s.report_id
    join sizes as b on b.report_id = s.other_report_id
    where s.shared >= 5
)

select * from measured
where containment >= 0.5
