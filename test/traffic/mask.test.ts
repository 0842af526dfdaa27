/** What is taken out of recordings by its name or its looks, in every form of text, and what is left as it came. */

import { describe, expect, it } from "vitest";
import { mask } from "../../generator/traffic/mask.js";
import { isSecretName } from "../../generator/traffic/secret-names.js";
import { suspicionIn } from "../../generator/traffic/suspicion.js";

const secretNames = [
  "password passwd pwd userPassword user_pwd userpassword password_hash passwordhash passwordConfirmation new_password password2",
  "secret client_secret client_secret_value clientSecret secret_key secretkey signing_key signingkey webhook_secret",
  "token tokens accesstoken refreshtoken access_token refreshToken APIToken id_token authToken mytoken csrfToken oauth2_token",
  "sessionid session_id sessionId session JSESSIONID cookie Set-Cookie authorization Authorization bearer jwt",
  "apiKey api_key apikey API-KEY x-api-key private_key privateKey access_key aws_secret_access_key account_key DB_PASSWORD",
  "X-Amz-Security-Token X-Amz-Credential credentials passphrase otp cvv ssn recovery_codes verificationCode pass wsse:Password",
  "password_reset_url connectionString token_value tokenId",
  "device_code code_verifier client_assertion SAMLResponse mnemonic recovery_phrase app_key server_key db_pass smtpPass pw creds",
  "security_answer database_dsn passwort senha",
].flatMap((line) => line.split(" "));

const innocentNames = [
  "tokenCount token_count tokencount token_type token_endpoint token_url tokenExpiresAt tokens_per_minute tokenizer tokenization",
  "max_tokens prompt_tokens completion_tokens total_tokens nextPageToken next_page_token pageToken pagetoken continuationToken syncToken",
  "secretary secret_name passage passenger compass bypass passed author authors author_id authorization_url authorization_endpoint",
  "session_count sessionCount session_title session_duration obsession possession cookie_policy password_required password_changed_at",
  "passwordLength key keys monkey keyboard public_key publishable_key primary_key code zip_code status_code error_code signature",
  "business class lessons footprint id user name value hash confirmation account string",
].flatMap((line) => line.split(" "));

describe("names", () => {
  it.each(secretNames)("%s is one of secrets", (name) => expect(isSecretName(name)).toBe(true));
  it.each(innocentNames)("%s is none", (name) => expect(isSecretName(name)).toBe(false));
  it("takes names that it is told of in any casing", () => {
    expect(["X-Internal", "x-internal", "xInternal"].map((name) => isSecretName(name, ["X-Internal"]))).toEqual([
      true,
      true,
      true,
    ]);
  });
});

/** Form, text, and the text without its secrets. */
const masked: [string, string, string][] = [
  ["a field", '{"password":"hunter2"}', '{"password":"[removed]"}'],
  [
    "spaces and long numbers",
    '{ "id": 12345678901234567890,\n "token" : "x" }',
    '{ "id": 12345678901234567890,\n "token" : "[removed]" }',
  ],
  ["an escaped name", '{"pass\\u0077ord":"hunter2"}', '{"pass\\u0077ord":"[removed]"}'],
  ["depth", '[[{"a":{"secret":"x"}}]]', '[[{"a":{"secret":"[removed]"}}]]'],
  [
    "numbers, null and booleans",
    '{"otp":123456,"token":null,"password":true}',
    '{"otp":0,"token":null,"password":true}',
  ],
  ["a list", '{"tokens":["a","b",[1]]}', '{"tokens":["[removed]","[removed]",[0]]}'],
  [
    "an object",
    '{"credentials":{"user":"u","value":{"x":"y"}}}',
    '{"credentials":{"user":"[removed]","value":{"x":"[removed]"}}}',
  ],
  ["a map whose keys are secrets", '{"tokens":{"t0k-3n/1":{"a":1}}}', '{"tokens":{}}'],
  ["what a session has", '{"session":{"id":"s-1","title":"Talk"}}', '{"session":{"id":"[removed]","title":"Talk"}}'],
  [
    "a list of sessions",
    '{"sessions":[{"id":"s-1","title":"Talk"}]}',
    '{"sessions":[{"id":"[removed]","title":"Talk"}]}',
  ],
  [
    "name and value apart",
    '[{"value":"x","name":"DB_PASSWORD"},{"name":"PORT","value":"1"}]',
    '[{"value":"[removed]","name":"DB_PASSWORD"},{"name":"PORT","value":"1"}]',
  ],
  [
    "JSON in a string",
    '{"payload":"{\\"password\\":\\"x\\",\\"n\\":1.0}"}',
    '{"payload":"{\\"password\\":\\"[removed]\\",\\"n\\":1.0}"}',
  ],
  [
    "JSON in a string in JSON in a string",
    JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ jwt: "x" }) }) }),
    JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ jwt: "[removed]" }) }) }),
  ],
  ["a comma too many", '{"password":"x", "id": 1,}', '{"password":"[removed]", "id": 1,}'],
  ["an end that is missing", '{"a":1,"password":"x', '{"a":1,"password":"[removed]"'],
  [
    "names without quotes",
    "{a: 1, password: hunter2, token: 'x y'}",
    '{a: 1, password: "[removed]", token: "[removed]"}',
  ],
  ["lines of JSON", '{"password":"a"}\n{"password":"b"}\n', '{"password":"[removed]"}\n{"password":"[removed]"}\n'],
  [
    "events",
    'event: login\ndata: {"access_token":"x"}\n\ndata: [DONE]\n\n',
    'event: login\ndata: {"access_token":"[removed]"}\n\ndata: [DONE]\n\n',
  ],
  ["a form", "user=rex&password=a%20b&n=1", "user=rex&password=%5Bremoved%5D&n=1"],
  [
    "a form with brackets",
    "user%5Bpassword%5D=x&a[token]=y",
    "user%5Bpassword%5D=%5Bremoved%5D&a[token]=%5Bremoved%5D",
  ],
  [
    "JSON in a form",
    `payload=${encodeURIComponent('{"password":"x"}')}`,
    `payload=${encodeURIComponent('{"password":"[removed]"}')}`,
  ],
  [
    "a query",
    '"https://a.test/b?page=2&access_token=x#top"',
    '"https://a.test/b?page=2&access_token=%5Bremoved%5D#top"',
  ],
  [
    "a fragment",
    '{"url":"https://a.test/#access_token=x&n=1"}',
    '{"url":"https://a.test/#access_token=%5Bremoved%5D&n=1"}',
  ],
  [
    "signed URLs",
    '["https://a.test/?sig=a&X-Amz-Signature=b&X-Amz-Expires=60"]',
    '["https://a.test/?sig=%5Bremoved%5D&X-Amz-Signature=%5Bremoved%5D&X-Amz-Expires=60"]',
  ],
  [
    "a URL in a URL",
    `["https://a.test/?to=${encodeURIComponent("https://b.test/#token=x")}"]`,
    `["https://a.test/?to=${encodeURIComponent("https://b.test/#token=%5Bremoved%5D")}"]`,
  ],
  ["XML", "<u><password>x</password><n>1</n></u>", "<u><password>[removed]</password><n>1</n></u>"],
  [
    "XML with namespaces, elements in it and attributes",
    '<a:Token b="1"><c>x</c></a:Token><d apiKey="y" e="2"/>',
    '<a:Token b="1">[removed]</a:Token><d apiKey="[removed]" e="2"/>',
  ],
  [
    "XML that names in an attribute",
    '<x><field name="password">x</field><add key="Secret" value="y" /></x>',
    '<x><field name="password">[removed]</field><add key="Secret" value="[removed]" /></x>',
  ],
  ["JSON in XML", '<x><![CDATA[{"password":"x"}]]></x>', '<x><![CDATA[{"password":"[removed]"}]]></x>'],
  ["XML in JSON", '{"x":"<a><secret>y</secret></a>"}', '{"x":"<a><secret>[removed]</secret></a>"}'],
  ["settings in a string", '{"env":"PORT=1 DB_PASSWORD=x"}', '{"env":"PORT=1 DB_PASSWORD=[removed]"}'],
  ["lines in a string", '{"yaml":"port: 1\\npassword: a b\\n"}', '{"yaml":"port: 1\\npassword: [removed]\\n"}'],
  ["a header in a string", '["Authorization: Bearer x"]', '["Authorization: [removed]"]'],
  [
    "what stands after Basic",
    '{"note":"curl -H \'x: Basic bWU6c2VrcmV0\' and basic training"}',
    '{"note":"curl -H \'x: Basic [removed]\' and basic training"}',
  ],
  [
    "cookies by their names",
    '{"cookies":{"sid":"s","theme":"dark"},"cookie":[{"name":"a","path":"/","value":"v"}]}',
    '{"cookies":{"sid":"[removed]","theme":"[removed]"},"cookie":[{"name":"a","path":"/","value":"[removed]"}]}',
  ],
  [
    "pairs",
    '{"headers":[["Host","a.test"],["Authorization","Bearer x"]]}',
    '{"headers":[["Host","a.test"],["Authorization","[removed]"]]}',
  ],
  [
    "the code of an OAuth redirect",
    '["https://a.test/?state=1&code=x","https://a.test/?code=y#state=1","https://a.test/?code=US"]',
    '["https://a.test/?state=1&code=%5Bremoved%5D","https://a.test/?code=%5Bremoved%5D#state=1","https://a.test/?code=US"]',
  ],
  [
    "the signature of a header",
    '["SignedHeaders=host, Signature=0123456789abcdef, ok; signature=valid"]',
    '["SignedHeaders=host, Signature=[removed] ok; signature=valid"]',
  ],
];

const innocent: [string, string][] = [
  ["counts and places", '{"tokenCount":3,"nextPageToken":"p2","usage":{"prompt_tokens":1},"session_count":2}'],
  ["what is said", '{"message":"Invalid password: try again","secretary":"Ann","passage":"x"}'],
  ["a URL", '"https://a.test/token?page_token=2&author=x"'],
  ["prose", "Nothing to see: a=b, c=d."],
  ["XML", "<m lang='en'>The token is invalid</m>"],
  ["no secrets, odd spaces", '{ "a" : 1.0 , "b":"\\u00e4\\/" }'],
  ["a list of names", '["password","token"]'],
];

describe("mask", () => {
  it.each(masked)("hides what is secret in %s", (_, text, expected) => {
    expect(mask(text)).toEqual({ text: expected });
  });

  it.each(innocent)("leaves %s as it came", (_, text) => expect(mask(text)).toEqual({ text }));

  it.each([
    ["a table", "id,password\n1,hunter2"],
    ["a page", "<!doctype html><input name=x> your password is hunter2"],
    ["prose", "The token is hunter2."],
    ["parts", 'Content-Disposition: form-data; name="password"\r\n\r\nhunter2'],
    ["escaped quotes", '{\\"password\\":\\"x\\"}'],
    ["escaped markup", "<a>&quot;password&quot;: x</a>"],
  ])("doubts %s that names one", (_, text) => expect(mask(text)).toHaveProperty("doubt"));

  it("takes time in proportion to the text", () => {
    const items = Array.from({ length: 20_000 }, (_, id) => ({ id, token: `t${id}`, note: "a=b" }));
    expect(mask(JSON.stringify(items)).text).not.toContain("t19999");
    for (const hostile of ['"', "{", "[", "<a ", "a=", "%", "\\", "'", '{"', "a: ", "<token>", '\\"', "25"]) {
      expect(mask(`%${hostile.repeat(50_000)}`).text).not.toBe("");
    }
  }, 20_000);
});

describe("the last look", () => {
  const key = "K3y/that+nobody";
  const redact = (text: string): string => text.replaceAll(key, "[redacted]");
  const jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcdefghij";
  const inBase64 = (text: string): string => Buffer.from(text).toString("base64");

  it.each<[string, string, string]>([
    ["a credential", key, "a credential"],
    ...["", "a", "ab", "abc"].flatMap((before): [string, string, string][] => [
      [`a credential ${before.length} bytes into base64`, inBase64(`${before}${key}&`), "a credential in base64"],
      [`base64 ${before.length} letters into a word`, `${before}${inBase64(`k=${key}`)}`, "a credential in base64"],
    ]),
    ["base64 in base64", inBase64(inBase64(`x${key}`)), "a credential in base64"],
    ["base64 for URLs", Buffer.from(`??>${key}`).toString("base64url"), "a credential in base64"],
    ["base64 with escaped slashes", inBase64(`???${key}`).replaceAll("/", "\\/"), "a credential in base64"],
    ["base64 in lines", inBase64(`${"x".repeat(50)}${key}`).replace(/.{76}/g, "$&\\r\\n"), "a credential in base64"],
    ["a JSON Web Token", `x ${jwt}`, "a JSON Web Token"],
    ["one in base64", inBase64(`{"t":"${jwt}"}`), "a JSON Web Token in base64"],
    ["JSON in base64", `{"blob":"${inBase64('{"password":"x"}')}"}`, "a value with a secret's name in base64"],
    ["a private key", "-----BEGIN RSA PRIVATE KEY-----", "a private key"],
    [
      "an encrypted token",
      `${jwt.split(".")[0]}..48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBoMYUZodetZdvT`,
      "a JSON Web Token",
    ],
    ["a token that says nothing", `${jwt.split(".")[0]}.e30.abcdefghij`, "a JSON Web Token"],
    ["a database's address", "can't reach postgres://me:hunter2@db.test:5432/x", "credentials in a URL"],
    ["one without a user", '{"x":"redis:\\/\\/:hunter2@db.test"}', "credentials in a URL"],
    ["a webhook", "https://hooks.slack.com/services/T000/B000/abcdefghij", "the address of a Slack webhook"],
  ])("finds %s", (_, text, found) => expect(suspicionIn(text, redact, [])).toBe(found));

  it("finds nothing in data", () => {
    const picture = Buffer.from(Uint8Array.from({ length: 100_000 }, (_, index) => (index * 2_654_435_761) >>> 13));
    const text = JSON.stringify({
      cursor: inBase64('{"page_token":"2"}'),
      picture: picture.toString("base64"),
      author: "Ann",
      links: ["https://a.test:8080/@ann", "mailto:ann@a.test", "urn:a:b@c"],
    });
    expect(suspicionIn(text, redact, [])).toBeUndefined();
  });
});
