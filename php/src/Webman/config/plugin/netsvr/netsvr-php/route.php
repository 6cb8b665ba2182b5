<?php

NetsvrBusiness\Webman\CallbackController::routes();
