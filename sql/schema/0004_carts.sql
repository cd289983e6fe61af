-- Carts: what a customer or a guest is about to buy.

CREATE TABLE carts (
    cart_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    user_id BIGINT UNSIGNED NULL,
    token_hash CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL,
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    updated_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (cart_id),
    UNIQUE KEY uq_carts__user_id (user_id),
    UNIQUE KEY uq_carts__token_hash (token_hash),
    KEY ix_carts__updated_at (updated_at),
    CONSTRAINT fk_carts__users
    FOREIGN KEY (user_id) REFERENCES users (user_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_carts__owner CHECK ((user_id IS NULL) <> (token_hash IS NULL))
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'One cart per user, or per guest who holds its token.';

CREATE TABLE cart_items (
    cart_id BIGINT UNSIGNED NOT NULL,
    cart_item_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    product_id BIGINT UNSIGNED NOT NULL,
    item_qty INT NOT NULL,
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    -- Not a second unique key: its gap locks made the carts of neighbours deadlock.
    PRIMARY KEY (cart_id, product_id),
    UNIQUE KEY uq_cart_items__cart_item_id (cart_item_id),
    CONSTRAINT fk_cart_items__carts
    FOREIGN KEY (cart_id) REFERENCES carts (cart_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_cart_items__products
    FOREIGN KEY (product_id) REFERENCES products (product_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_cart_items__quantity CHECK (item_qty > 0)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'A product stands once in a cart, with its quantity.';
