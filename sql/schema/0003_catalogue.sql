-- Catalogue: what the shop shows.

CREATE TABLE categories (
    category_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    parent_category_id BIGINT UNSIGNED NULL,
    slug VARCHAR(120) COLLATE utf8mb4_bin NOT NULL,
    name VARCHAR(120) NOT NULL,
    path VARCHAR(500) COLLATE utf8mb4_bin NOT NULL DEFAULT '',
    position INT NOT NULL DEFAULT 0,
    version INT UNSIGNED NOT NULL DEFAULT 1,
    PRIMARY KEY (category_id),
    UNIQUE KEY uq_categories__slug (slug),
    KEY ix_categories__path (path),
    CONSTRAINT fk_categories__categories
    FOREIGN KEY (parent_category_id) REFERENCES categories (category_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_categories__slug CHECK (slug REGEXP '^[a-z0-9]+(-[a-z0-9]+)*\\z'),
    CONSTRAINT ck_categories__plain
    CHECK (name NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'The category tree; path is the slugs from the root, so a branch is a prefix.';

CREATE TABLE product_statuses (
    product_status_code VARCHAR(16) COLLATE utf8mb4_bin NOT NULL,
    title VARCHAR(80) NOT NULL,
    is_listed BOOLEAN NOT NULL,
    is_sold BOOLEAN NOT NULL,
    PRIMARY KEY (product_status_code),
    CONSTRAINT ck_product_statuses__plain
    CHECK (title NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Whether visitors see a product and whether they can buy it.';

CREATE TABLE products (
    product_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    sku VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    slug VARCHAR(160) COLLATE utf8mb4_bin NOT NULL,
    name VARCHAR(160) NOT NULL,
    description TEXT NOT NULL,
    price_amount DECIMAL(12, 2) NOT NULL,
    price_max_amount DECIMAL(12, 2) NOT NULL DEFAULT 0.00,
    variant_count SMALLINT UNSIGNED NOT NULL DEFAULT 1,
    tax_rate DECIMAL(5, 2) NOT NULL DEFAULT 0.00,
    product_status_code VARCHAR(16) COLLATE utf8mb4_bin NOT NULL DEFAULT 'active',
    category_id BIGINT UNSIGNED NOT NULL,
    attributes JSON NOT NULL,
    is_imported BOOLEAN NOT NULL DEFAULT FALSE,
    version INT UNSIGNED NOT NULL DEFAULT 1,
    created_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    updated_at DATETIME(6) NOT NULL DEFAULT (UTC_TIMESTAMP(6)),
    PRIMARY KEY (product_id),
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
    CONSTRAINT ck_products__slug CHECK (slug REGEXP '^[a-z0-9]+(-[a-z0-9]+)*\\z'),
    CONSTRAINT ck_products__name CHECK (TRIM(name) <> ''),
    CONSTRAINT ck_products__variant_count CHECK (variant_count BETWEEN 1 AND 250),
    CONSTRAINT ck_products__tax_rate CHECK (tax_rate BETWEEN 0 AND 100),
    CONSTRAINT ck_products__attributes CHECK (JSON_TYPE(attributes) = 'OBJECT'),
    CONSTRAINT ck_products__plain
    CHECK (name NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]'),
    CONSTRAINT ck_products__lines
    CHECK (
        LENGTH(description) = 0
        OR description NOT REGEXP '[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]'
    )
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'What is shown; SKU, lowest and highest price and their number follow its variants. Prices are net of tax.'; -- noqa: LT05

CREATE TABLE product_options (
    product_id BIGINT UNSIGNED NOT NULL,
    option_no TINYINT UNSIGNED NOT NULL,
    name VARCHAR(60) NOT NULL,
    PRIMARY KEY (product_id, option_no),
    UNIQUE KEY uq_product_options__name (product_id, name),
    CONSTRAINT fk_product_options__products
    FOREIGN KEY (product_id) REFERENCES products (product_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_product_options__option_no CHECK (option_no BETWEEN 1 AND 5),
    CONSTRAINT ck_product_options__name CHECK (TRIM(name) <> ''),
    CONSTRAINT ck_product_options__plain
    CHECK (name NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'In what the variants of a product differ: size, colour; option_no is the order in which they are shown.'; -- noqa: LT05

CREATE TABLE product_option_values (
    product_id BIGINT UNSIGNED NOT NULL,
    option_no TINYINT UNSIGNED NOT NULL,
    value_no SMALLINT UNSIGNED NOT NULL,
    value VARCHAR(60) NOT NULL,
    PRIMARY KEY (product_id, option_no, value_no),
    UNIQUE KEY uq_product_option_values__value (product_id, option_no, value),
    CONSTRAINT fk_product_option_values__product_options
    FOREIGN KEY (product_id, option_no) REFERENCES product_options (product_id, option_no)
    ON DELETE RESTRICT,
    -- The slash joins values to a label.
    CONSTRAINT ck_product_option_values__value CHECK (TRIM(value) <> '' AND value NOT LIKE '%/%'),
    CONSTRAINT ck_product_option_values__plain
    CHECK (value NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'The values of an option, in the order in which they are shown.';

CREATE TABLE variants (
    variant_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    product_id BIGINT UNSIGNED NOT NULL,
    position SMALLINT UNSIGNED NOT NULL DEFAULT 0,
    sku VARCHAR(64) COLLATE utf8mb4_bin NOT NULL,
    price_amount DECIMAL(12, 2) NOT NULL,
    option_values JSON NOT NULL,
    label VARCHAR(255) NOT NULL DEFAULT '',
    option_values_hash BINARY(16) NOT NULL DEFAULT '',
    barcode VARCHAR(32) COLLATE utf8mb4_bin NULL,
    is_sold BOOLEAN NOT NULL DEFAULT TRUE,
    version INT UNSIGNED NOT NULL DEFAULT 1,
    PRIMARY KEY (variant_id),
    UNIQUE KEY uq_variants__sku (sku),
    UNIQUE KEY uq_variants__option_values (product_id, option_values_hash),
    UNIQUE KEY uq_variants__position (product_id, position),
    KEY ix_variants__barcode (barcode),
    CONSTRAINT fk_variants__products
    FOREIGN KEY (product_id) REFERENCES products (product_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_variants__sku
    -- No blank at its ends and, as ck_variants__plain has it, no control character: one pattern.
    CHECK (
        sku REGEXP CONCAT(
            '^[^[:space:]\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]',
            '([^\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]*',
            '[^[:space:]\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}])?\\z'
        )
    ),
    CONSTRAINT ck_variants__price_amount CHECK (price_amount >= 0),
    CONSTRAINT ck_variants__option_values CHECK (JSON_TYPE(option_values) = 'ARRAY'),
    CONSTRAINT ck_variants__plain
    CHECK (
        barcode IS NULL OR barcode NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]'
    )
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'What is sold: one for a product without options, else one for each combination of values offered.'; -- noqa: LT05

CREATE TABLE product_images (
    product_image_id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    product_id BIGINT UNSIGNED NOT NULL,
    variant_id BIGINT UNSIGNED NULL,
    path VARCHAR(255) NOT NULL,
    alt VARCHAR(160) NOT NULL DEFAULT '',
    position INT NOT NULL DEFAULT 0,
    PRIMARY KEY (product_image_id),
    UNIQUE KEY uq_product_images__path (path),
    KEY ix_product_images__product_id (product_id, position),
    KEY ix_product_images__variant_id (variant_id),
    CONSTRAINT fk_product_images__products
    FOREIGN KEY (product_id) REFERENCES products (product_id)
    ON DELETE RESTRICT,
    CONSTRAINT fk_product_images__variants
    FOREIGN KEY (variant_id) REFERENCES variants (variant_id)
    ON DELETE RESTRICT,
    CONSTRAINT ck_product_images__plain
    CHECK (CONCAT_WS('', path, alt) NOT REGEXP '[\\x00-\\x1f\\x7f-\\x9f\\x{2028}\\x{2029}]')
)
ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_unicode_ci
COMMENT 'Pictures of a product, or of one of its variants: the file lies on disk, its path here.';
