-- Mail texts to start with; texts that staff have edited are kept.
INSERT INTO mail_templates (
    mail_template_code, description, placeholders, texts
)
VALUES
(
    'report_ready',
    'Sent when a scheduled report is made, with its file unless it is large.',
    '["name", "report", "link", "shop_name"]',
    '{"en": {"subject": "{{ report.title }}", "text": "Hello {{ name }},\\n\\nyour report {{ report.title }} is ready: {{ report.rows }} rows.{% if report.is_attached %} The file is attached.{% else %} The file is too large for a mail.{% endif %}\\n\\nFor some days you also find it here: {{ link }}\\n\\n{{ shop_name }}\\n", "html": "<p>Hello {{ name }},</p><p>your report {{ report.title }} is ready: {{ report.rows }} rows.{% if report.is_attached %} The file is attached.{% else %} The file is too large for a mail.{% endif %}</p><p>For some days you also find it here: <a href=\\"{{ link }}\\">{{ link }}</a></p><p>{{ shop_name }}</p>"}, "bg": {"subject": "{{ report.title }}", "text": "Здравейте, {{ name }},\\n\\nсправката {{ report.title }} е готова, редове: {{ report.rows }}.{% if report.is_attached %} Файлът е приложен.{% else %} Файлът е твърде голям за писмо.{% endif %}\\n\\nНяколко дни ще я намирате и тук: {{ link }}\\n\\n{{ shop_name }}\\n", "html": "<p>Здравейте, {{ name }},</p><p>справката {{ report.title }} е готова, редове: {{ report.rows }}.{% if report.is_attached %} Файлът е приложен.{% else %} Файлът е твърде голям за писмо.{% endif %}</p><p>Няколко дни ще я намирате и тук: <a href=\\"{{ link }}\\">{{ link }}</a></p><p>{{ shop_name }}</p>"}}'
),
(
    'report_failed',
    'Sent when a scheduled report could not be made, and why.',
    '["name", "report", "link", "shop_name"]',
    '{"en": {"subject": "{{ report.title }} could not be made", "text": "Hello {{ name }},\\n\\nyour report {{ report.title }} could not be made: {{ report.error }}\\n\\nYour schedules are here: {{ link }}\\n\\n{{ shop_name }}\\n", "html": "<p>Hello {{ name }},</p><p>your report {{ report.title }} could not be made: {{ report.error }}</p><p>Your schedules are here: <a href=\\"{{ link }}\\">{{ link }}</a></p><p>{{ shop_name }}</p>"}, "bg": {"subject": "{{ report.title }}: справката не беше направена", "text": "Здравейте, {{ name }},\\n\\nсправката {{ report.title }} не беше направена: {{ report.error }}\\n\\nГрафиците са тук: {{ link }}\\n\\n{{ shop_name }}\\n", "html": "<p>Здравейте, {{ name }},</p><p>справката {{ report.title }} не беше направена: {{ report.error }}</p><p>Графиците са тук: <a href=\\"{{ link }}\\">{{ link }}</a></p><p>{{ shop_name }}</p>"}}'
),
(
    'email_verification',
    'Sent on registration: the link that verifies the address.',
    '["name", "link", "token", "shop_name"]',
    '{"en": {"subject": "Verify your e-mail address", "text": "Hello {{ name }},\\n\\nplease follow this link to verify your e-mail address: {{ link }}\\n\\nIf you did not register, ignore this mail.\\n\\n{{ shop_name }}\\n", "html": "<p>Hello {{ name }},</p><p>please follow this link to verify your e-mail address: <a href=\\"{{ link }}\\">{{ link }}</a></p><p>If you did not register, ignore this mail.</p><p>{{ shop_name }}</p>"}}'
),
(
    'order_placed',
    'Sent when an order waits for payment.',
    '["name", "order", "shop_name", "link"]',
    '{"en": {"subject": "Your order {{ order.number }}", "text": "Hello {{ name }},\\n\\nthank you for your order {{ order.number }}. We hold it for you until it is paid.\\n\\n{% for item in order[\\"items\\"] %}{{ item.quantity }} x {{ item.name }}: {{ item.line_total }} {{ order.currency }}\\n{% endfor %}Shipping: {{ order.shipping }} {{ order.currency }}\\nTax: {{ order.tax }} {{ order.currency }}\\nTotal: {{ order.total }} {{ order.currency }}\\n\\n{{ shop_name }}\\n", "html": "<p>Hello {{ name }},</p><p>thank you for your order {{ order.number }}. We hold it for you until it is paid.</p><table>{% for item in order[\\"items\\"] %}<tr><td>{{ item.quantity }} x {{ item.name }}</td><td>{{ item.line_total }} {{ order.currency }}</td></tr>{% endfor %}<tr><td>Shipping</td><td>{{ order.shipping }} {{ order.currency }}</td></tr><tr><td>Tax</td><td>{{ order.tax }} {{ order.currency }}</td></tr><tr><td><b>Total</b></td><td><b>{{ order.total }} {{ order.currency }}</b></td></tr></table><p>{{ shop_name }}</p>"}}'
),
(
    'order_paid',
    'Sent when an order is paid.',
    '["name", "order", "shop_name", "link"]',
    '{"en": {"subject": "Payment received for order {{ order.number }}", "text": "Hello {{ name }},\\n\\nwe received {{ order.paid }} {{ order.currency }} for your order {{ order.number }}.\\n\\n{% for item in order[\\"items\\"] %}{{ item.quantity }} x {{ item.name }}: {{ item.line_total }} {{ order.currency }}\\n{% endfor %}Shipping: {{ order.shipping }} {{ order.currency }}\\nTax: {{ order.tax }} {{ order.currency }}\\nTotal: {{ order.total }} {{ order.currency }}\\n\\n{{ shop_name }}\\n", "html": "<p>Hello {{ name }},</p><p>we received {{ order.paid }} {{ order.currency }} for your order {{ order.number }}.</p><table>{% for item in order[\\"items\\"] %}<tr><td>{{ item.quantity }} x {{ item.name }}</td><td>{{ item.line_total }} {{ order.currency }}</td></tr>{% endfor %}<tr><td>Shipping</td><td>{{ order.shipping }} {{ order.currency }}</td></tr><tr><td>Tax</td><td>{{ order.tax }} {{ order.currency }}</td></tr><tr><td><b>Total</b></td><td><b>{{ order.total }} {{ order.currency }}</b></td></tr></table><p>{{ shop_name }}</p>"}}'
),
(
    'order_shipped',
    'Sent when an order is on its way.',
    '["name", "order", "shop_name", "link"]',
    '{"en": {"subject": "Your order {{ order.number }} is on its way", "text": "Hello {{ name }},\\n\\nyour order {{ order.number }} has been shipped.\\n\\n{% for item in order[\\"items\\"] %}{{ item.quantity }} x {{ item.name }}: {{ item.line_total }} {{ order.currency }}\\n{% endfor %}Shipping: {{ order.shipping }} {{ order.currency }}\\nTax: {{ order.tax }} {{ order.currency }}\\nTotal: {{ order.total }} {{ order.currency }}\\n\\n{{ shop_name }}\\n", "html": "<p>Hello {{ name }},</p><p>your order {{ order.number }} has been shipped.</p><table>{% for item in order[\\"items\\"] %}<tr><td>{{ item.quantity }} x {{ item.name }}</td><td>{{ item.line_total }} {{ order.currency }}</td></tr>{% endfor %}<tr><td>Shipping</td><td>{{ order.shipping }} {{ order.currency }}</td></tr><tr><td>Tax</td><td>{{ order.tax }} {{ order.currency }}</td></tr><tr><td><b>Total</b></td><td><b>{{ order.total }} {{ order.currency }}</b></td></tr></table><p>{{ shop_name }}</p>"}}'
),
(
    'order_cancelled',
    'Sent when an order is cancelled.',
    '["name", "order", "shop_name", "link"]',
    '{"en": {"subject": "Order {{ order.number }} was cancelled", "text": "Hello {{ name }},\\n\\nyour order {{ order.number }} was cancelled.\\n\\n{% for item in order[\\"items\\"] %}{{ item.quantity }} x {{ item.name }}: {{ item.line_total }} {{ order.currency }}\\n{% endfor %}Shipping: {{ order.shipping }} {{ order.currency }}\\nTax: {{ order.tax }} {{ order.currency }}\\nTotal: {{ order.total }} {{ order.currency }}\\n\\n{{ shop_name }}\\n", "html": "<p>Hello {{ name }},</p><p>your order {{ order.number }} was cancelled.</p><table>{% for item in order[\\"items\\"] %}<tr><td>{{ item.quantity }} x {{ item.name }}</td><td>{{ item.line_total }} {{ order.currency }}</td></tr>{% endfor %}<tr><td>Shipping</td><td>{{ order.shipping }} {{ order.currency }}</td></tr><tr><td>Tax</td><td>{{ order.tax }} {{ order.currency }}</td></tr><tr><td><b>Total</b></td><td><b>{{ order.total }} {{ order.currency }}</b></td></tr></table><p>{{ shop_name }}</p>"}}'
),
(
    'order_expired',
    'Sent when an order was not paid in time.',
    '["name", "order", "shop_name", "link"]',
    '{"en": {"subject": "Order {{ order.number }} has expired", "text": "Hello {{ name }},\\n\\nyour order {{ order.number }} was not paid in time, so we no longer hold it.\\n\\n{% for item in order[\\"items\\"] %}{{ item.quantity }} x {{ item.name }}: {{ item.line_total }} {{ order.currency }}\\n{% endfor %}Shipping: {{ order.shipping }} {{ order.currency }}\\nTax: {{ order.tax }} {{ order.currency }}\\nTotal: {{ order.total }} {{ order.currency }}\\n\\n{{ shop_name }}\\n", "html": "<p>Hello {{ name }},</p><p>your order {{ order.number }} was not paid in time, so we no longer hold it.</p><table>{% for item in order[\\"items\\"] %}<tr><td>{{ item.quantity }} x {{ item.name }}</td><td>{{ item.line_total }} {{ order.currency }}</td></tr>{% endfor %}<tr><td>Shipping</td><td>{{ order.shipping }} {{ order.currency }}</td></tr><tr><td>Tax</td><td>{{ order.tax }} {{ order.currency }}</td></tr><tr><td><b>Total</b></td><td><b>{{ order.total }} {{ order.currency }}</b></td></tr></table><p>{{ shop_name }}</p>"}}'
),
(
    'order_returned',
    'Sent when goods came back.',
    '["name", "order", "shop_name", "link"]',
    '{"en": {"subject": "We received your return of order {{ order.number }}", "text": "Hello {{ name }},\\n\\nthe goods of order {{ order.number }} are back with us.\\n\\n{% for item in order[\\"items\\"] %}{{ item.quantity }} x {{ item.name }}: {{ item.line_total }} {{ order.currency }}\\n{% endfor %}Shipping: {{ order.shipping }} {{ order.currency }}\\nTax: {{ order.tax }} {{ order.currency }}\\nTotal: {{ order.total }} {{ order.currency }}\\n\\n{{ shop_name }}\\n", "html": "<p>Hello {{ name }},</p><p>the goods of order {{ order.number }} are back with us.</p><table>{% for item in order[\\"items\\"] %}<tr><td>{{ item.quantity }} x {{ item.name }}</td><td>{{ item.line_total }} {{ order.currency }}</td></tr>{% endfor %}<tr><td>Shipping</td><td>{{ order.shipping }} {{ order.currency }}</td></tr><tr><td>Tax</td><td>{{ order.tax }} {{ order.currency }}</td></tr><tr><td><b>Total</b></td><td><b>{{ order.total }} {{ order.currency }}</b></td></tr></table><p>{{ shop_name }}</p>"}}'
),
(
    'order_refunded',
    'Sent when money was given back.',
    '["name", "order", "shop_name", "link"]',
    '{"en": {"subject": "Order {{ order.number }} was refunded", "text": "Hello {{ name }},\\n\\nthe money for order {{ order.number }} is on its way back to you.\\n\\n{% for item in order[\\"items\\"] %}{{ item.quantity }} x {{ item.name }}: {{ item.line_total }} {{ order.currency }}\\n{% endfor %}Shipping: {{ order.shipping }} {{ order.currency }}\\nTax: {{ order.tax }} {{ order.currency }}\\nTotal: {{ order.total }} {{ order.currency }}\\n\\n{{ shop_name }}\\n", "html": "<p>Hello {{ name }},</p><p>the money for order {{ order.number }} is on its way back to you.</p><table>{% for item in order[\\"items\\"] %}<tr><td>{{ item.quantity }} x {{ item.name }}</td><td>{{ item.line_total }} {{ order.currency }}</td></tr>{% endfor %}<tr><td>Shipping</td><td>{{ order.shipping }} {{ order.currency }}</td></tr><tr><td>Tax</td><td>{{ order.tax }} {{ order.currency }}</td></tr><tr><td><b>Total</b></td><td><b>{{ order.total }} {{ order.currency }}</b></td></tr></table><p>{{ shop_name }}</p>"}}'
)
ON DUPLICATE KEY UPDATE
    description = VALUES(description);
