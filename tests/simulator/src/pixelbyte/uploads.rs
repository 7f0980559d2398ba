//! The `uploads` calls: presign and status. The `PUT` itself goes to `storage`.

use serde_json::json;
use uuid::Uuid;

use crate::context::RequestContext;
use crate::fields::Fields;
use crate::job::iso;
use crate::reply::Reply;
use crate::storage::Upload;

use super::{error, invalid, wrapped};

/// `POST /v1/uploads/presign`. The page shows the reply wrapped, whatever the `jobs` calls do.
pub fn presign(context: &mut RequestContext) -> Reply {
    let fields = match context.take_object() {
        Ok(fields) => fields,
        Err(unfit) => return error(400, "VALIDATION_ERROR", unfit.sentence()),
    };
    let mut fields = Fields::new(fields, "");
    let filename = fields.text("filename");
    let content_type = fields.text("contentType");
    if let Err(problems) = fields.finish() {
        return invalid("VALIDATION_ERROR", &problems);
    }
    let Some((_, most)) = TYPES.iter().find(|(name, _)| *name == content_type) else {
        return error(400, "INVALID_CONTENT_TYPE", &format!("{content_type} is not supported"));
    };
    let upload = Upload::new(Uuid::new_v4(), filename, content_type, *most);
    let base = format!("{}/{}", context.world.api, context.session.name);
    let reply = wrapped(json!({
        "uploadUrl": format!("{base}/{}?token={}", upload.path, upload.token),
        "fileUrl": format!("{base}/{}", upload.path),
        "fileId": upload.id,
        "expiresAt": iso(upload.put_until_at()),
        "maxSize": upload.most,
    }));
    context.session.state().uploads.insert(upload.id.clone(), upload);
    reply
}

/// `GET /v1/uploads/{id}`. The status of a stored file is not on the page; `uploaded` is inferred.
pub fn status(context: &RequestContext, id: &str) -> Reply {
    let state = context.session.state();
    let Some(upload) = state.uploads.get(id) else {
        return error(404, "NOT_FOUND", "The upload was not found");
    };
    let status = match upload.stored {
        _ if upload.is_gone() => "expired",
        true => "uploaded",
        false if upload.is_late() => "expired",
        false => "pending",
    };
    wrapped(json!({
        "id": upload.id,
        "filename": upload.filename,
        "contentType": upload.content_type,
        "fileUrl": format!("{}/{}/{}", context.world.api, context.session.name, upload.path),
        "status": status,
        "createdAt": iso(upload.created_at),
        "expiresAt": iso(upload.put_until_at()),
    }))
}

const MIB: u64 = 1024 * 1024;

/// Types and the most bytes that each may have.
const TYPES: &[(&str, u64)] = &[
    ("image/jpeg", 10 * MIB),
    ("image/png", 10 * MIB),
    ("image/webp", 10 * MIB),
    ("image/gif", 10 * MIB),
    ("video/mp4", 100 * MIB),
    ("video/webm", 100 * MIB),
    ("audio/mpeg", 50 * MIB),
    ("audio/wav", 50 * MIB),
];
