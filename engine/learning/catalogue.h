// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/catalogue.h"
#include "learning/class_weight.h"
#include "learning/loss.h"
#include "learning/metric.h"
#include "learning/optimizer.h"
#include "learning/stopping.h"

namespace glassnet {

// kinds<Loss>() and so on.
[[nodiscard]] const Catalogue<Loss>& catalogue_of(Loss*);
[[nodiscard]] const Catalogue<Optimizer>& catalogue_of(Optimizer*);
[[nodiscard]] const Catalogue<Metric>& catalogue_of(Metric*);
[[nodiscard]] const Catalogue<Stopping>& catalogue_of(Stopping*);
[[nodiscard]] const Catalogue<ClassWeight>& catalogue_of(ClassWeight*);

}  // namespace glassnet
