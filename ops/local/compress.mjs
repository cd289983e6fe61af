// Lays a .br and a .gz beside each file below a folder, where that saves a tenth or more.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TEXTS = /\.(css|html|ico|js|json|svg|txt|webmanifest)$/;

for (const name of readdirSync(process.argv[2], { recursive: true })) {
    const path = join(process.argv[2], name);
    if (!TEXTS.test(name) || !statSync(path).isFile()) continue;
    const plain = readFileSync(path);
    const encoded = {
        br: brotliCompressSync(plain, {
            params: { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
        }),
        gz: gzipSync(plain, { level: 9 }),
    };
    for (const [suffix, data] of Object.entries(encoded)) {
        if (data.length < plain.length * 0.9) writeFileSync(`${path}.${suffix}`, data);
    }
}
