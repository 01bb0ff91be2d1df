// Made from the JSON Schemas by scripts/build.js: change those, not this.
export {};
