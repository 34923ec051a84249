-- grain: one row a coded quantity of a report that is not a copy
with facts as (
    select
        m.indicator_code,
        m.unit_id,
        m.unit_name,
        m.period_start,
        m.period_end,
        m.per,
        m.value,
        m.unit,
        -- Where events are counted, these words count the same: 培训28期 and 观摩2次 are 30. A doubtful coding in another
        -- word than the indicator's stays apart.
        if(
            i.unit in ('次', '场', '场次', '期') and m.unit in ('次', '场', '场次', '期', '讲') and m.score >= 0.68,
            i.unit,
            m.unit
        ) as counted_in,
        m.qualifier,
        m.is_total,
        m.state,
        m.confidence,
        m.score,
        m.subject,
        m.quote,
        m.period_source,
        m.char_start,
        m.mention_id,
        m.report_id,
        m.document_id,
        i.unit as catalogue_unit,
        i.aggregate,
        i.measure,
        -- The whole stands for its parts, and what a value has become stands for what it was.
        w.whole_mention_id is null and o.mention_id is null as speaks,
        r.year_end as report_year,
        r.ingested_at
    from core.mentions as m
    join source.indicators as i using (indicator_code)
    join core.reports as r using (report_id)
    left join core.wholes as w using (mention_id)
    left join core.outgrown as o using (mention_id)
    where m.in_facts
)

select * from facts
order by indicator_code, period_end, unit_id, char_start
