/** Small documents for tests of the commands. */

/** A document of one operation; `property` is a name in its one schema. */
export function petsDocument(property = "name"): string {
  return `openapi: 3.1.0
info: { title: Pet Store API, version: "1" }
servers: [{ url: "https://pets.example" }]
paths:
  /pets/{id}:
    get:
      operationId: getPetById
      tags: [pets]
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        "200":
          description: A pet.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Pet" }
components:
  schemas:
    Pet:
      type: object
      required: [id]
      properties:
        id: { type: string }
        ${property}: { type: string }
`;
}

/** The same with a second operation that has two errors. */
export const brokenDocument: string = petsDocument().replace(
  "components:\n",
  `  /broken/{id}:
    get:
      operationId: getBroken
      parameters: [{ name: id, schema: { type: string } }]
      responses:
        "200":
          description: Nothing is there.
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Pat" }
components:
`,
);
