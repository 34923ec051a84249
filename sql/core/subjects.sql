-- grain: one row a phrase that was counted (群众满意率), with its pairs of neighbouring characters
with subjects as (
    select distinct subject
    from staging.mentions
    where subject <> ''
),

paired as (
    select
        subject,
        -- A phrase of one character is its own pair.
        list_distinct(list_transform(
            range(1, greatest(length(subject), 2)), lambda place: substr(subject, place, 2)
        )) as pairs
    from subjects
)

select * from paired
