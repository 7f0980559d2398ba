//! The models of a provider as the client hands them over.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::browser::js_value::{self, property};
use crate::provider::model::{Catalogue, Model};

/// A list of models in the form of `model.schema.json`. Each is read when it is needed.
pub struct Models(pub JsValue);

impl Models {
    fn list(&self) -> Array {
        js_value::array(&self.0).unwrap_or_default()
    }
}

impl Catalogue for Models {
    fn model(&self, id: &str) -> Option<Rc<Model>> {
        let model = self.list().iter().find(|model| id_of(model).as_deref() == Some(id))?;
        Model::read(&js_value::from_js(&model)?).map(Rc::new)
    }

    fn ids(&self) -> Vec<String> {
        self.list().iter().filter_map(|model| id_of(&model)).collect()
    }

    fn ids_with(&self, field: &str) -> Vec<String> {
        let has_field = |model: &JsValue| property(&property(model, "fields"), field).is_object();
        self.list().iter().filter(has_field).filter_map(|model| id_of(&model)).collect()
    }
}

fn id_of(model: &JsValue) -> Option<String> {
    property(model, "id").as_string()
}
