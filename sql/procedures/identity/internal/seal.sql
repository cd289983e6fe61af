-- seal: a personal value for the audit, readable only while the key of its user exists.
-- Route:   internal
-- Fails:   none
-- Locks:   none
-- Returns: varchar(1100)
DROP FUNCTION IF EXISTS seal;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' FUNCTION seal (
    p_user_id BIGINT UNSIGNED,
    p_value VARCHAR(500)
)
RETURNS VARCHAR(1100) CHARSET utf8mb4 COLLATE utf8mb4_unicode_ci
COMMENT 'A personal value for the audit, readable only while the key of its user exists.'
SQL SECURITY DEFINER
READS SQL DATA
BEGIN
    -- By one cipher, whatever the session has asked for.
    /*!80000 SET SESSION block_encryption_mode = 'aes-128-ecb'; */
    /*M!110200 SET SESSION block_encryption_mode = 'aes-128-ecb'; */
    RETURN (
        SELECT HEX(AES_ENCRYPT(p_value, seal_key))
        FROM user_seals
        WHERE user_id = p_user_id
    );
END$$
DELIMITER ;
