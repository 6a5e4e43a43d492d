-- When may a chat be written to? Both functions read `telegram_turn` by this server's clock, as those of the processes may differ.

-- For how many milliseconds that many messages to a chat must wait; 0: not at all. Of each limit: the newest of the turns that fill it must
-- have left its window. A call that still lasts counts as of now, for 10 s: after that its process is as good as dead.
CREATE FUNCTION "telegram_wait"(
  "chat" BIGINT, "more" INTEGER, "apart" INTEGER,
  "most_of_all" INTEGER, "within_of_all" INTEGER, "most_of_group" INTEGER, "within_of_group" INTEGER
) RETURNS INTEGER LANGUAGE sql VOLATILE AS $$
  WITH clock AS MATERIALIZED (SELECT clock_timestamp() AS now),
  turn AS (
    SELECT id, chat_id = chat AS here, messages,
      coalesce(ended_at, least(now, taken_at + interval '10 seconds')) AS at
    FROM telegram_turn, clock
  ),
  filled AS (
    SELECT at, apart AS within FROM turn WHERE here
    UNION ALL
    SELECT at, within_of_all FROM (
      SELECT at, sum(messages) OVER newest AS sum FROM turn, clock
      WHERE at > now - within_of_all * interval '1 millisecond'
      WINDOW newest AS (ORDER BY at DESC, id DESC)
    ) AS everywhere WHERE sum > most_of_all - more
    UNION ALL
    SELECT at, within_of_group FROM (
      SELECT at, sum(messages) OVER newest AS sum FROM turn WHERE here WINDOW newest AS (ORDER BY at DESC, id DESC)
    ) AS inside WHERE chat < 0 AND sum > most_of_group - more
  )
  SELECT greatest(0, ceil(max(extract(epoch FROM at - now) * 1000 + within)))::integer
  FROM clock LEFT JOIN filled ON true
$$;

-- Takes a turn, or says how long to wait for one. The lock lasts as long as this statement, whatever becomes of whoever sent it.
CREATE FUNCTION "telegram_take"(
  "chat" BIGINT, "more" INTEGER, "apart" INTEGER,
  "most_of_all" INTEGER, "within_of_all" INTEGER, "most_of_group" INTEGER, "within_of_group" INTEGER,
  OUT "turn" BIGINT, OUT "wait" INTEGER
) LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  -- One after the other: each must see the turns of all before it.
  PERFORM pg_advisory_xact_lock(7450926118);
  wait := telegram_wait(chat, more, apart, most_of_all, within_of_all, most_of_group, within_of_group);
  IF wait = 0 THEN
    INSERT INTO telegram_turn (chat_id, messages, taken_at) VALUES (chat, more, clock_timestamp()) RETURNING id INTO turn;
  END IF;
END
$$;
