import { Ajv, type ValidateFunction } from 'ajv';
import schema from '../../schemas/phone-call-interaction.schema.json';

/**
 * Our schema compiled by Ajv, for one record or for an array of records, with all errors told as an editor needs
 * them. The choice between the two at the schema's root is left out, to Ajv's advantage.
 */
export function compileSchema(definition: 'record' | 'records'): ValidateFunction {
  const ajv = new Ajv({ allErrors: true, strict: false });
  ajv.addSchema(schema);
  const validate = ajv.getSchema(`${schema.$id}#/definitions/${definition}`);
  if (!validate) throw new Error(`The schema has no definition ${definition}.`);
  return validate;
}
