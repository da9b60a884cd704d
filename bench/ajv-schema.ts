import { Ajv, type ValidateFunction } from 'ajv';
import schema from '../schemas/phone-call-interaction.schema.json';

/** Our schema compiled by Ajv, to tell all errors, as an editor needs them. */
export function compileSchema(): ValidateFunction {
  return new Ajv({ allErrors: true, strict: false }).compile(schema);
}
