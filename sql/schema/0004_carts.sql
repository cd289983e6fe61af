-- Carts: what a customer or a guest is about to buy.

CREATE TABLE carts (
    cart_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    owner_key VARCHAR(80) /*!80000 COLLATE utf8mb4_0900_bin */ /*M! COLLATE utf8mb4_nopad_bin */ NOT NULL,
    user_id BIGINT UNSIGNED NULL,
    shipping_method_code VARCHAR(32) COLLATE utf8mb4_bin NULL,
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    updated_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (cart_id),
    UNIQUE KEY uq_carts__owner_key (owner_key),
    KEY ix_carts__updated_at (updated_at),
    -- user:<id>, or guest:<hash of the token that the guest holds>
    CONSTRAINT ck_carts__owner_key
    CHECK (
        (user_id IS NULL AND owner_key LIKE 'guest:%')
        OR owner_key = CONCAT('user:', user_id)
    )
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'One cart per user, or per guest who holds its token.';

CREATE TABLE cart_items (
    cart_id BIGINT UNSIGNED NOT NULL,
    variant_id BIGINT UNSIGNED NOT NULL,
    choices_hash BINARY(16) NOT NULL DEFAULT '',
    cart_item_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    -- Engravings and the like.
    choices JSON NULL,
    item_qty INT NOT NULL,
    PRIMARY KEY (cart_id, variant_id, choices_hash),
    -- Not unique: the gap locks of a second unique key made the carts of neighbours deadlock.
    KEY ix_cart_items__cart_item_id (cart_item_id),
    CONSTRAINT fk_cart_items__carts
    FOREIGN KEY (cart_id) REFERENCES carts (cart_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_cart_items__quantity CHECK (item_qty > 0)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'A variant stands once in a cart for each set of choices, with its quantity.';
