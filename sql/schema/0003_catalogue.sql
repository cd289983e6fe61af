-- Catalogue: what the shop shows.

CREATE TABLE categories (
    category_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    parent_category_id BIGINT UNSIGNED NULL,
    slug VARCHAR(120) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    name VARCHAR(120) NOT NULL,
    path VARCHAR(500) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    position INT NOT NULL DEFAULT 0,
    version INT UNSIGNED NOT NULL DEFAULT 1,
    PRIMARY KEY (category_id),
    UNIQUE KEY uq_categories__slug (slug),
    KEY ix_categories__path (path),
    CONSTRAINT fk_categories__categories
    FOREIGN KEY (parent_category_id) REFERENCES categories (category_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_categories__slug CHECK (slug REGEXP '^[a-z0-9]+(-[a-z0-9]+)*\\z')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'The category tree; path is the slugs from the root, so a branch is a prefix.';

CREATE TABLE product_statuses (
    product_status_code VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(80) NOT NULL,
    is_listed BOOLEAN NOT NULL,
    is_sold BOOLEAN NOT NULL,
    PRIMARY KEY (product_status_code)
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Whether visitors see a product and whether they can buy it.';

CREATE TABLE products (
    product_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    sku VARCHAR(64) NOT NULL,
    slug VARCHAR(160) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    name VARCHAR(160) NOT NULL,
    description TEXT NOT NULL,
    price_amount DECIMAL(12, 2) NOT NULL,
    tax_rate DECIMAL(5, 2) NOT NULL DEFAULT 0.00,
    product_status_code VARCHAR(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL
    DEFAULT 'active',
    category_id BIGINT UNSIGNED NOT NULL,
    attributes JSON NOT NULL,
    is_imported BOOLEAN NOT NULL DEFAULT FALSE,
    version INT UNSIGNED NOT NULL DEFAULT 1,
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    updated_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (product_id),
    UNIQUE KEY uq_products__sku (sku),
    UNIQUE KEY uq_products__slug (slug),
    KEY ix_products__product_status_code (product_status_code),
    -- Lists walk these in order and look at nothing else until they have their page.
    KEY ix_products__name (name, product_id, product_status_code, category_id),
    KEY ix_products__price_amount (price_amount, product_id, product_status_code, category_id),
    KEY ix_products__created_at (created_at, product_id, product_status_code, category_id),
    KEY ix_products__category_id (category_id, product_status_code),
    KEY ix_products__updated_at (updated_at),
    FULLTEXT KEY ft_products__name_description (name, description),
    CONSTRAINT fk_products__product_statuses
    FOREIGN KEY (product_status_code) REFERENCES product_statuses (product_status_code)
    ON DELETE RESTRICT,
    CONSTRAINT fk_products__categories
    FOREIGN KEY (category_id) REFERENCES categories (category_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_products__sku CHECK (TRIM(sku) <> ''),
    CONSTRAINT ck_products__slug CHECK (slug REGEXP '^[a-z0-9]+(-[a-z0-9]+)*\\z'),
    CONSTRAINT ck_products__name CHECK (TRIM(name) <> ''),
    CONSTRAINT ck_products__price_amount CHECK (price_amount >= 0),
    CONSTRAINT ck_products__tax_rate CHECK (tax_rate BETWEEN 0 AND 100),
    CONSTRAINT ck_products__attributes CHECK (JSON_TYPE(attributes) = 'OBJECT')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'What can be sold; prices are net of tax, in the currency of the shop.';

CREATE TABLE product_images (
    product_image_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    product_id BIGINT UNSIGNED NOT NULL,
    path VARCHAR(255) NOT NULL,
    alt VARCHAR(160) NOT NULL DEFAULT '',
    position INT NOT NULL DEFAULT 0,
    PRIMARY KEY (product_image_id),
    UNIQUE KEY uq_product_images__path (path),
    KEY ix_product_images__product_id (product_id, position),
    CONSTRAINT fk_product_images__products
    FOREIGN KEY (product_id) REFERENCES products (product_id)
    ON DELETE RESTRICT
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Pictures of products: the file lies on disk, its path here.';
