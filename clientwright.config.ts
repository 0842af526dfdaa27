import { defineConfig } from "clientwright";

export default defineConfig({
  clients: {
    octave: {
      document: "specs/octave.yaml",
      output: "generated/octave",
      name: "Octave",
      raw: true,
      validators: true,
      package: { name: "@clientwright/octave" },
    },
    syllable: {
      document: "specs/syllable.yaml",
      output: "generated/syllable",
      name: "SyllableSDK",
      casing: "camel",
      dates: "Date",
      raw: true,
      validators: true,
      package: { name: "@clientwright/syllable" },
    },
  },
});
