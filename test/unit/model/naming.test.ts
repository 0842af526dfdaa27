import { describe, expect, it } from "vitest";
import { defaultName } from "../../../generator/model/build.js";
import { Scope } from "../../../generator/model/naming/allocate.js";
import { asIdentifier, camelCase, kebabCase, pascalCase, typeCase } from "../../../generator/model/naming/casing.js";
import { placeName } from "../../../generator/model/naming/places.js";
import { isReservedClientMember, isReservedExport } from "../../../generator/model/naming/reserved.js";
import { methodFromOperationId, methodFromPath, pathNouns } from "../../../generator/model/naming/verbs.js";
import { singular, splitWords } from "../../../generator/model/naming/words.js";

describe("words", () => {
  it.each([
    ["service_create", ["service", "create"]],
    ["HTTPValidationError", ["HTTP", "Validation", "Error"]],
    ["getPetById", ["get", "Pet", "By", "Id"]],
    ["listAPIKeys", ["list", "API", "Keys"]],
    ["ipv4Address", ["ipv4", "Address"]],
    ["X-Rate-Limit", ["X", "Rate", "Limit"]],
    ["日本_名前", ["日本", "名前"]],
    ["straße.größe", ["straße", "größe"]],
    ["+1", ["1"]],
    ["--", []],
  ])("of %s", (name, words) => {
    expect(splitWords(name)).toEqual(words);
  });

  it.each([
    ["Services", "service"],
    ["categories", "category"],
    ["addresses", "address"],
    ["boxes", "box"],
    ["status", "status"],
    ["access", "access"],
    ["pet", "pet"],
  ])("singular of %s", (word, expected) => {
    expect(singular(word)).toBe(expected);
  });
});

describe("casing", () => {
  it.each([
    ["last_updated", "lastUpdated", "LastUpdated", "last-updated"],
    ["APIKeyHeader", "apiKeyHeader", "ApiKeyHeader", "api-key-header"],
    ["oId", "oId", "OId", "o-id"],
    ["_metadata", "metadata", "Metadata", "metadata"],
  ])("of %s", (name, camel, pascal, kebab) => {
    expect([camelCase(name), pascalCase(name), kebabCase(name)]).toEqual([camel, pascal, kebab]);
  });

  it.each([
    ["HTTPValidationError", "HTTPValidationError"],
    ["pet", "Pet"],
    ["Body_upload_file", "BodyUploadFile"],
    ["USER_STATUS", "UserStatus"],
    ["v1.Pod", "V1Pod"],
    ["ユーザー", "ユーザー"],
  ])("of the type %s", (name, expected) => {
    expect(typeCase(name)).toBe(expected);
  });

  it("makes a name that starts with a digit declarable", () => {
    expect(asIdentifier("2faEnable")).toBe("_2faEnable");
    expect(asIdentifier("enable2fa")).toBe("enable2fa");
  });
});

describe("methods", () => {
  it.each([
    ["service_create", ["services"], "create"],
    ["createService", ["services"], "create"],
    ["getServiceById", ["services"], "getById"],
    ["get_session_data_by_session_id", ["sessions"], "getDataBySessionId"],
    ["findPetsByStatus", ["pet"], "findByStatus"],
    ["loginUser", ["user"], "login"],
    ["buyMuseumTickets", ["tickets"], "buyMuseumTickets"],
    ["services", ["services"], "services"],
    ["channels_twilio_list", ["channels", "twilio"], "list"],
    ["twilio_list", ["channels", "twilio"], "list"],
    ["listAPIKeys", ["apiKeys"], "list"],
  ])("%s in %j", (operationId, path, expected) => {
    expect(methodFromOperationId(operationId, path)).toBe(expected);
  });

  it.each([
    ["GET", "/pets", "list"],
    ["GET", "/pets/{id}", "get"],
    ["POST", "/pets", "create"],
    ["PUT", "/pets/{id}", "replace"],
    ["PATCH", "/pets/{id}", "update"],
    ["DELETE", "/pets/{id}/", "delete"],
    ["POST", "/pets/{id}/feed", "feed"],
    ["GET", "/pets/{id}/photos", "listPhotos"],
    ["GET", "/pets/{id}/photos/{photo}", "getPhotos"],
    ["POST", "/pets/{id}/photos", "createPhotos"],
    ["GET", "/", "list"],
  ])("%s %s", (method, path, expected) => {
    expect(methodFromPath(method, path)).toBe(expected);
  });

  it("finds nouns, not api, versions or parameters", () => {
    expect(pathNouns("/api/v2/pets/{id}/photos")).toEqual(["pets", "photos"]);
  });
});

describe("names", () => {
  it("are taken in order, then fall back, then get a number", () => {
    const scope = new Scope((name) => name === "reserved");
    expect(scope.allocate("a", ["pet"])).toBe("pet");
    expect(scope.allocate("b", ["pet", "petModel"])).toBe("petModel");
    expect(scope.allocate("c", ["pet", "petModel"])).toBe("pet2");
    expect(scope.allocate("d", ["reserved"])).toBe("reserved2");
    expect(scope.allocate("a", ["pet"])).toBe("pet");
  });

  it("that are claimed are not given to anybody else", () => {
    const scope = new Scope();
    expect(scope.claim("pet", "a")).toBe(true);
    expect(scope.claim("pet", "b")).toBe(false);
    expect(scope.allocate("b", ["pet"])).toBe("pet2");
  });

  it.each(["class", "Date", "ApiError", "createClient", "jsonBody"])("%s is reserved", (name) => {
    expect(isReservedExport(name)).toBe(true);
  });

  it("keeps the client's members", () => {
    expect(["client", "close", "withOptions"].every(isReservedClientMember)).toBe(true);
  });

  it.each([
    [["properties", "seats", "items"], "SeatsItem"],
    [["allOf", "1", "properties", "owner"], "Owner"],
    [["oneOf", "0"], "Option1"],
    [["additionalProperties"], "Value"],
    [["properties", "a~1b", "prefixItems", "2"], "ABItem3"],
  ])("of the place %j", (segments, expected) => {
    expect(placeName(segments)).toBe(expected);
  });

  it.each([
    ["SyllableSDK", "SyllableSDK"],
    ["Redocly Museum API", "RedoclyMuseum"],
    ["Swagger Petstore - OpenAPI 3.0", "SwaggerPetstore"],
    ["Twilio OpenAPI Specification", "Twilio"],
    ["API", "API"],
    ["3 things", "Api3Things"],
  ])("of the client of %s", (title, expected) => {
    expect(defaultName(title)).toBe(expected);
  });
});
