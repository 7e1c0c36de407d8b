/*
 * Speaks HTTP/2 with browsers, as the hosts of static sites do, and passes everything on to a server that does not:
 * node host.mjs ADDRESS KEY CERTIFICATE. Prints the address at which it can be asked.
 */

import { readFileSync } from "node:fs";
import { request } from "node:http";
import { createSecureServer } from "node:http2";

const [behind, key, certificate] = process.argv.slice(2);
const OF_ONE_CONNECTION = ["connection", "keep-alive", "transfer-encoding", "date"];

const host = createSecureServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (asked, answer) => {
  const headers = Object.fromEntries(Object.entries(asked.headers).filter(([name]) => !name.startsWith(":")));
  request(new URL(asked.url, behind), { method: asked.method, headers }, (answered) => {
    for (const name of OF_ONE_CONNECTION) delete answered.headers[name];
    answer.writeHead(answered.statusCode, answered.headers);
    answered.pipe(answer);
  })
    .on("error", () => answer.stream.close())
    .end();
});

host.listen(0, "127.0.0.1", () => console.log(`https://127.0.0.1:${host.address().port}/`));
