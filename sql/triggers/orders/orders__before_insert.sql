-- orders__before_insert: an order begins as an empty draft; who receives its mails is fixed here.
DROP TRIGGER IF EXISTS orders__before_insert;
DELIMITER $$
CREATE DEFINER = 'store_owner'@'localhost' TRIGGER orders__before_insert
BEFORE INSERT ON orders FOR EACH ROW
BEGIN
    DECLARE v_currency CHAR(3);
    DECLARE v_email VARCHAR(254);
    DECLARE v_name VARCHAR(120);
    DECLARE v_language CHAR(2);
    DECLARE v_is_verified BOOLEAN;
    DECLARE v_address_id BIGINT UNSIGNED;
    DECLARE v_is_initial BOOLEAN;

    IF NEW.order_id > 0 OR @@SESSION.insert_id > 0
    OR @@SESSION.auto_increment_increment > @@GLOBAL.auto_increment_increment THEN
        CALL fail('derived_value', 'The database numbers orders.');
    END IF;
    IF NOT NEW.is_imported <=> TRUE
    AND ABS(TIMESTAMPDIFF(SECOND, LOCALTIMESTAMP(6), SYSDATE(6)))
    > 60 + @@GLOBAL.innodb_lock_wait_timeout THEN
        CALL fail('unavailable', 'The clock of this session is not that of the server.');
    END IF;
    -- With locks: a look from before would take somebody for verified who no longer is.
    SELECT
        c.value,
        u.email,
        u.name,
        u.language_code,
        u.verified_at IS NOT NULL,
        a.address_id,
        s.is_initial
    INTO v_currency, v_email, v_name, v_language, v_is_verified, v_address_id, v_is_initial
    FROM settings AS c
    LEFT JOIN users AS u ON u.user_id = NEW.user_id
    LEFT JOIN addresses AS a ON a.address_id = NEW.address_id AND a.user_id <=> NEW.user_id
    LEFT JOIN order_statuses AS s ON s.order_status_code = NEW.order_status_code
    WHERE c.setting_code = 'currency'
    LOCK IN SHARE MODE;

    IF NOT (
        v_is_initial <=> TRUE AND NEW.status_seq <=> 0 AND NEW.payment_seq <=> 0
        AND NEW.is_frozen <=> FALSE AND NEW.line_count <=> 0
        AND NEW.subtotal_amount <=> 0 AND NEW.discount_amount <=> 0 AND NEW.shipping_amount <=> 0
        AND NEW.tax_amount <=> 0 AND NEW.total_amount <=> 0 AND NEW.captured_amount <=> 0
        AND NEW.refunded_amount <=> 0 AND NEW.charged_back_amount <=> 0
        AND NEW.pay_until_at <=> NULL
        AND (NEW.placed_at <=> NULL OR NEW.is_imported <=> TRUE)
    ) THEN
        CALL fail('derived_value', 'An order begins as an empty draft.');
    END IF;
    IF NOT NEW.address_id <=> v_address_id THEN
        CALL fail('not_owned', CONCAT('Address ', NEW.address_id, ' is not of this customer.'));
    END IF;

    IF NEW.user_id IS NOT NULL AND NOT NEW.is_imported <=> TRUE
    AND NOT v_is_verified <=> TRUE THEN
        CALL fail('email_not_verified', 'Follow the link in the verification mail first.');
    END IF;

    -- A guest says where mails go; a user is written to at the address of now.
    IF NEW.user_id IS NOT NULL THEN
        SET NEW.email = COALESCE(v_email, '');
        SET NEW.customer_name = COALESCE(v_name, '');
        SET NEW.language_code = COALESCE(v_language, 'en');
    END IF;
    SET NEW.currency_code = v_currency;
    SET NEW.actor_id = @actor_id;
    SET NEW.db_user = USER();
    SET NEW.version = 1;
    SET NEW.created_at = UTC_TIMESTAMP(6);
    SET NEW.updated_at = NEW.created_at;
END$$
DELIMITER ;
