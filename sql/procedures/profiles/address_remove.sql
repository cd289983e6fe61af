-- address_remove: take an address out of the book; orders keep it.
-- Route:   DELETE /addresses/{address_id}
-- Fails:   unauthenticated, not_found
-- Locks:   the address
-- Returns: nothing
DROP PROCEDURE IF EXISTS address_remove;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' PROCEDURE address_remove (
    IN p_session CHAR(32),
    IN p_address_id BIGINT UNSIGNED
)
COMMENT 'Take an address out of the book; orders keep it.'
SQL SECURITY DEFINER
MODIFIES SQL DATA
BEGIN
    DECLARE EXIT HANDLER FOR SQLEXCEPTION
    BEGIN
        ROLLBACK;
        CALL refusal_record('profiles');
        RESIGNAL;
    END;

    START TRANSACTION;
    CALL actor_enter(p_session, NULL);
    UPDATE addresses
    SET is_in_book = FALSE
    WHERE
        address_id = p_address_id
        AND user_id = @actor_id
        AND is_in_book;
    IF ROW_COUNT() = 0 THEN
        CALL fail('not_found', CONCAT('There is no address ', p_address_id, ' in your book.'));
    END IF;

    SET @actor_id = NULL;
    COMMIT;
END$$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE address_remove TO store_api;
