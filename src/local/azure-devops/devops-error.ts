/** An answer of the service that is not a success. */
export class DevopsError extends Error {
  readonly status: number;
  /** The name of the service's exception. */
  readonly typeKey: string;

  constructor(status: number, typeKey: string, message: string) {
    super(message);
    this.status = status;
    this.typeKey = typeKey;
  }

  /** As the service writes it. Source: recorded answers in azure-devops-node-api and the Terraform provider. */
  body(): object {
    return {
      $id: '1',
      innerException: null,
      message: this.message,
      typeName: `Microsoft.VisualStudio.Services.WebApi.${this.typeKey}, Microsoft.VisualStudio.Services.WebApi`,
      typeKey: this.typeKey,
      errorCode: 0,
      eventId: 3000,
    };
  }
}

export const invalid = (message: string) => new DevopsError(400, 'InvalidRequestException', message);

export const notFound = (what: string) => new DevopsError(404, 'ResourceNotFoundException', `${what} does not exist.`);

export const denied = (message: string) => new DevopsError(403, 'AccessDeniedException', message);

export const exists = (what: string) => new DevopsError(409, 'ResourceExistsException', `${what} already exists.`);
