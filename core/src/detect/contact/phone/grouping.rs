//! Would somebody in that region write the number with separators at these places?
