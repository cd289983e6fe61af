-- idempotency_answers: a key that was taken has its answer.
SELECT
    user_id,
    operation,
    idempotency_key
FROM idempotency_keys
WHERE answer IS NULL;
